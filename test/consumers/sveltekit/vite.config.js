import { sveltekit } from '@sveltejs/kit/vite';
import { mien } from 'mien/vite';
import { defineConfig } from 'vite';

export default defineConfig({ plugins: [sveltekit(), mien()] });
