/**
 * For `<details {...openWhen(faulty)}>`: opened when there is something to show in it, else left as the reader has it, also
 * what was opened before the page's script ran (a plain `open={false}` would shut that).
 */
export const openWhen = (wanted: boolean): { open?: true } => (wanted ? { open: true } : {});
