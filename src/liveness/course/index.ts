export { Course } from './course';
export { type CourseRecord, emptyRecord } from './record';
