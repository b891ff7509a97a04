import { subjectList } from './subject-list';

export default subjectList('/enterprises', 'Enterprises, gravest first', 'enterprise');
