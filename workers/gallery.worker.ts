import { createGalleryService } from '../src/gallery';
import { serve } from '../src/rpc/worker';

serve(createGalleryService());
