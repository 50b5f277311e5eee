/**
 * The commands. {@link wordmill.jobs.Main} reads arguments; a {@code …Command} is one command; a
 * {@code …Job} says of one stage what it needs, what decides its bits and how it runs; {@code Plan}
 * chains their fingerprints; {@code StageRunner} keeps or makes each artifact. No mathematics.
 */
package wordmill.jobs;
