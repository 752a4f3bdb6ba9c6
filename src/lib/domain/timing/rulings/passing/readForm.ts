/** Shared by what is decided about one read of a runner. */
export const READ_FORM = { name: 'passing', reasons: 'read', input: 'at-read' } as const;
