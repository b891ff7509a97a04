import { subjectList } from './subject-list';

export default subjectList('/projects', 'Projects, gravest first', 'project');
