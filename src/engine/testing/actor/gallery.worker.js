// The engine asks for a file of this name.
import '../../../../workers/gallery.worker.ts';
