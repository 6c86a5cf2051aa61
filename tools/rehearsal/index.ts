export { Broker, freePort, freePorts, whyNoBroker } from './broker';
export { Cluster } from './cluster';
export { allAgree, foundFleet, joinFleet, people, restart, type TestDevice, until } from './devices';
export { Line } from './line';
export { MemoryGallery } from './memory-gallery';
export { fleetFace, localPerson } from './people';
