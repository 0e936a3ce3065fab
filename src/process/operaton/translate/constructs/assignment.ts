import { extension, text } from '../../../moddle.ts';
import { OFFICER_ROLES } from '../../../../domain/process.ts';
import type { Construct } from '../construct.ts';

/** zeebe:assignmentDefinition: the one group is the lane whose officers decide; the assignee may be computed. */
export const assignment: Construct = {
  answersFor: { 'zeebe:AssignmentDefinition': ['bpmn:UserTask'] },
  translate(element, _draft, t) {
    if (element.$type !== 'bpmn:UserTask') return;
    const definition = extension(element, 'zeebe:AssignmentDefinition');
    const group = (text(definition, 'candidateGroups') ?? '').trim();
    if (!OFFICER_ROLES.some((role) => role === group))
      t.refuse(
        element,
        `Isi "Candidate groups" dengan tepat satu kelompok petugas: ${OFFICER_ROLES.map((role) => `"${role}"`).join(', ')}.`,
      );
    element.set('camunda:candidateGroups', group);
    if (text(definition, 'candidateUsers') !== undefined)
      t.refuse(element, 'Hapus "Candidate users": tugas dibagikan kepada kelompok, bukan kepada orang tertentu.');
    const assignee = text(definition, 'assignee');
    if (assignee === undefined || assignee === '') return;
    const value = t.value(element, assignee, '"Assignee"');
    if (value !== undefined) element.set('camunda:assignee', value);
  },
};
