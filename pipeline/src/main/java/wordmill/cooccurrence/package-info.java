/**
 * How often words stand near one another. In: the artifact {@code corpus} of N tokens and the
 * vocabulary of V words. Out: the artifact {@code cooccurrence}, as {@link
 * wordmill.cooccurrence.CooccurrenceFormat} describes: the lower triangle of the symmetric V × V
 * matrix #(w, c), dealt to files by row, and its V row sums.
 *
 * <p>Each pair of positions of one sentence at a distance d of 1 to w adds 1, 1/d (GloVe,
 * Pennington, Socher & Manning 2014) or (w − d + 1)/w (the mean of word2vec's shrinking windows,
 * Levy, Goldberg & Dagan 2015, section 3.1) to #(w, c) and to #(c, w); a word beside itself adds it
 * twice to its cell. Sums are whole multiples of 1/unit in {@code long}, so they are exact and no
 * order changes them; 1/d is rounded to 2^-32 where w is above 22.
 *
 * <p>Cost: one pass over the corpus, N · w additions, and one shuffle. A pair belongs to the row of
 * its rarer word, so a row has at most 2 · w cells for each time its word occurs, and a word that
 * is half of all tokens has a short one. Memory of a counting task: 16 MiB for the pairs of the
 * 2,048 most frequent words, some 32 bytes a cell for {@code cells-in-memory} others before they go
 * into the shuffle, and their blocks on the way, whatever N is. Memory of a writing task: the
 * distinct cells of a group of about a million, and 8 · V bytes of row sums, which the driver holds
 * too. Shuffle: 3 to 6 bytes a cell and spill.
 */
package wordmill.cooccurrence;
