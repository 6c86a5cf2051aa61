import { serve } from '../src/rpc/worker';
import { createVisionService } from '../src/vision';

serve(createVisionService());
