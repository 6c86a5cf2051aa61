/** Rows that one workgroup takes, and threads that share a row: neighbouring threads read neighbouring numbers. */
const ROWS = 16;
const THREADS = 4;

const SHADER = `
@group(0) @binding(0) var<storage, read> templates: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> probe: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read_write> similarities: array<f32>;
override quarters: u32; // vec4s of a row
var<workgroup> parts: array<f32, ${ROWS * THREADS}>;

@compute @workgroup_size(${ROWS * THREADS})
fn scan(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let row = (group.y * groups.x + group.x) * ${ROWS}u + thread / ${THREADS}u;
  var sum = vec4<f32>(0.0);
  if (row < arrayLength(&similarities)) {
    for (var k = thread % ${THREADS}u; k < quarters; k += ${THREADS}u) {
      sum += templates[row * quarters + k] * probe[k];
    }
  }
  parts[thread] = sum.x + sum.y + sum.z + sum.w;
  workgroupBarrier();
  if (thread % ${THREADS}u == 0u && row < arrayLength(&similarities)) {
    similarities[row] = parts[thread] + parts[thread + 1u] + parts[thread + 2u] + parts[thread + 3u];
  }
}`;

/** Workgroups of one dimension that every device allows. */
const MAX_GROUPS = 65_535;

interface Part {
  readonly rows: number;
  readonly bind: GPUBindGroup;
  readonly results: GPUBuffer;
  readonly readable: GPUBuffer;
}

/** Templates in the memory of a GPU, scanned by a compute shader. The dimension is a multiple of 4. */
export class WebgpuBlock {
  readonly #device: GPUDevice;
  readonly #pipeline: GPUComputePipeline;
  readonly #probe: GPUBuffer;
  readonly #dimension: number;
  readonly #parts: Part[] = [];

  private constructor(device: GPUDevice, pipeline: GPUComputePipeline, dimension: number) {
    this.#device = device;
    this.#pipeline = pipeline;
    this.#dimension = dimension;
    this.#probe = device.createBuffer({
      size: dimension * 4,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
    });
  }

  /** Null without an adapter. */
  static async create(dimension: number): Promise<WebgpuBlock | null> {
    const adapter = await navigator.gpu?.requestAdapter();
    if (!adapter) return null;
    const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
    const device = await adapter.requestDevice({
      requiredLimits: { maxStorageBufferBindingSize, maxBufferSize },
    });
    const pipeline = await device.createComputePipelineAsync({
      layout: 'auto',
      compute: {
        module: device.createShaderModule({ code: SHADER }),
        constants: { quarters: dimension / 4 },
      },
    });
    return new WebgpuBlock(device, pipeline, dimension);
  }

  /** Adds templates that lie one after another: a buffer of their own. */
  append(templates: Float32Array<ArrayBuffer>): void {
    const device = this.#device;
    const rows = templates.length / this.#dimension;
    const data = device.createBuffer({
      size: templates.byteLength,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
    });
    device.queue.writeBuffer(data, 0, templates);
    const results = device.createBuffer({
      size: rows * 4,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC,
    });
    const readable = device.createBuffer({
      size: rows * 4,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
    const entries = [data, this.#probe, results].map((buffer, binding) => ({
      binding,
      resource: { buffer },
    }));
    const bind = device.createBindGroup({ layout: this.#pipeline.getBindGroupLayout(0), entries });
    this.#parts.push({ rows, bind, results, readable });
  }

  /** Similarities of all rows. */
  async scan(probe: Float32Array<ArrayBuffer>, out: Float32Array): Promise<void> {
    const device = this.#device;
    device.queue.writeBuffer(this.#probe, 0, probe);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.#pipeline);
    for (const { rows, bind } of this.#parts) {
      const groups = Math.ceil(rows / ROWS);
      pass.setBindGroup(0, bind);
      pass.dispatchWorkgroups(Math.min(groups, MAX_GROUPS), Math.ceil(groups / MAX_GROUPS));
    }
    pass.end();
    for (const { rows, results, readable } of this.#parts)
      encoder.copyBufferToBuffer(results, 0, readable, 0, rows * 4);
    device.queue.submit([encoder.finish()]);
    let at = 0;
    for (const { rows, readable } of this.#parts) {
      await readable.mapAsync(GPUMapMode.READ);
      out.set(new Float32Array(readable.getMappedRange()), at);
      readable.unmap();
      at += rows;
    }
  }

  close(): void {
    this.#device.destroy();
  }
}
