/**
 * What all networks' trainings have in common: how a gradient becomes a step ({@link
 * wordmill.training.DescentOptions}), how fast ({@link wordmill.training.RateSchedule}), by how
 * many replicas ({@link wordmill.training.ReplicaOptions}), and when to stop ({@link
 * wordmill.training.EarlyStopping}). Options are read from a section of the settings, {@code lm} or
 * {@code seq2seq}. Nothing here takes time or memory.
 */
package wordmill.training;
