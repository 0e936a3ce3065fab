// The loader for TypeScript does not reach into threads by itself: this file lets it in.
import { tsImport } from 'tsx/esm/api';

const { examine } = await tsImport('./examination.ts', import.meta.url);
export default examine;
