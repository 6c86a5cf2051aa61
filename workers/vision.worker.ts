import { createVisionService } from '../src/vision';
import { serve } from './serve';

serve(createVisionService());
