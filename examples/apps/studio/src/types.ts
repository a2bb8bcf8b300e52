export type Stage = 'idea' | 'recorded' | 'edited' | 'published';

export interface Episode {
  id: string;
  number: number;
  title: string;
  guest: string;
  stage: Stage;
  airs: string;
  minutes: number;
  listeners: number;
}

export const stages = ['idea', 'recorded', 'edited', 'published'] as const satisfies Stage[];
