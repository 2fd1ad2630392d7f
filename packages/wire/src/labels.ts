/** Label names and values of a series or a log stream. The metric's name is the label `__name__`. */
export type Labels = Readonly<Record<string, string>>;
