import { serve } from '../src/rpc/worker/serve';
import { createVisionService } from '../src/vision';

serve(createVisionService());
