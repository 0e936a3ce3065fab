import { say } from './say.js';
import { focusNews, sayBusy } from './page.js';

focusNews();
for (const form of document.querySelectorAll('[data-upload]')) sayBusy(form, say('mengirim-isian'));
