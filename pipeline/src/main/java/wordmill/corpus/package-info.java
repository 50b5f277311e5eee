/**
 * Text as numbers. In: text and a vocabulary. Out: the artifact {@code corpus}, for each split of
 * the text a file {@code part-00000.parquet} and on of rows {@link
 * wordmill.corpus.CorpusFormat#SCHEMA}: a row is a sentence, its word ids in reading order. And
 * {@code sizes.parquet}, how many sentences and tokens are in each of them.
 *
 * <p>Tokens that are no words vanish, so that their neighbours move together, or become {@code
 * <unk>}, as {@code vocabulary.unknown} says. A line of which nothing is left is no sentence; a
 * split without sentences has no file.
 *
 * <p>Cost: one pass over N tokens, no shuffle; about 2 to 3 bytes a token on disk. Memory of a
 * task: the vocabulary, one row group (32 MB) and the longest line.
 */
package wordmill.corpus;
