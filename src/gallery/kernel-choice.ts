import { chooseKernel, type KernelChoice } from '../match';

/** Which kernel this device searches with, found out when first asked for. */
export function createKernelChoice(): () => KernelChoice {
  let choice: KernelChoice | undefined;
  return () => {
    choice ??= chooseKernel();
    return choice;
  };
}
