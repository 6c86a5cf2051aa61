export {
  type AttributeProto,
  type NodeProto,
  type Part,
  readModelProto,
  type TensorProto,
  writeModelProto,
} from './onnx.generated';
