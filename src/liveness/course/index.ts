export { type Ask, Course, type CoursePlan } from './course';
export { type CourseRecord, emptyRecord } from './record';
