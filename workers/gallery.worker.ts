import { createGalleryService } from '../src/gallery';
import { serve } from './serve';

serve(createGalleryService());
