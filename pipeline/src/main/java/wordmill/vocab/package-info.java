/**
 * Which tokens are words. In: text. Out: the artifact {@code vocabulary}, one file {@code
 * vocabulary.tsv} whose line i holds the word of id i, a tab and its count c(w), how many of the N
 * tokens it is.
 *
 * <p>Words are the tokens with c(w) at least {@code vocabulary.min-count}, at most {@code
 * vocabulary.max-size} of them; ids 0 to V - 1 go by falling count, then by code points. With
 * {@code vocabulary.unknown = mark} the word {@code <unk>} stands for all other tokens, those that
 * read {@code <unk>} in the text among them: it is one of the max-size, is ordered by its count as
 * any other and is never cut, be its count 0.
 *
 * <p>Counts are exact and do not depend on the cluster. Each task counts its split in a {@link
 * wordmill.vocab.TokenCounts} of at most a million entries, which it empties into the shuffle when
 * it is full; one task for each 256 MB of text adds up its share of the tokens, told by their hash,
 * and cuts the rare ones.
 *
 * <p>Cost: one pass over N tokens. Memory, with d distinct tokens: a counting task about 100 bytes
 * an entry; an adding task about 50 bytes for each of its share of d; the driver about 100 bytes
 * for each of the V words, however many tokens are rare.
 */
package wordmill.vocab;
