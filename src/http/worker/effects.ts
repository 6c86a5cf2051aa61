// Made by `npm run docs` from src/http/contract, which has schemas that no service worker needs.

/** Paths of actions that change nothing, and may be carried out again. */
export const READ =
  /\/face\/(?:getinfo|getfaceids|getfaceinfo|getgroupids|getpersonids|verify|identify|multidentify|compare|detect|shape|livedetectpicture)$/;

/** Paths of actions that free space; carried out twice they change nothing more. */
export const DELETION = /\/face\/(?:delperson|delface|delgroupids)$/;
