export { createVisionService } from './service';
