import { focusNews, sayBusy } from './page.js';

focusNews();
for (const form of document.querySelectorAll('[data-upload]')) sayBusy(form, 'Mengirim isian…');
