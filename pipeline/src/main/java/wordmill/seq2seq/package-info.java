/**
 * Sequence-to-sequence models. Decoding: the most probable targets of a sentence, by beam search
 * ({@link wordmill.seq2seq.BeamSearch}) over any model that can say how probable each next token is
 * ({@link wordmill.seq2seq.NextTokens}). The end of a sentence is a token like any other; it also
 * starts each target.
 */
package wordmill.seq2seq;
