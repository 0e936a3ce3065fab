import { dressFileInput } from './file-button.js';
import { focusNews, sayBusy } from './page.js';

focusNews();
for (const input of document.querySelectorAll('[data-file]')) dressFileInput(input);
for (const form of document.querySelectorAll('[data-busy]')) sayBusy(form, form.dataset.busy);
