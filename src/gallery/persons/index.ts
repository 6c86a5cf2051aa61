export { checkGallery } from './check';
export { Expiry, removeExpired } from './expired';
export { addFace, admitFace, delFace, getFace } from './faces';
export { allGroups, existingGroups, groupNames, joined, shifted, withinLimits } from './groups';
export { everybody } from './living';
export { addGroups, delGroups } from './memberships';
export { admitPerson, delPerson, getInfo, newPerson, personsOf, setInfo } from './persons';
export { findPerson, findWithFaces } from './read-person';
export { getTerms, setTerms } from './terms';
