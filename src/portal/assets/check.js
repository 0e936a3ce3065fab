import { focusNews, sayBusy } from './page.js';

focusNews();
for (const form of document.querySelectorAll('[data-busy]')) sayBusy(form, form.dataset.busy);
