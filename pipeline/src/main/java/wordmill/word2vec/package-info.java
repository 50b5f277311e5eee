/**
 * Word vectors by negative sampling. In: the artifact {@code corpus} and its vocabulary. Out: an
 * artifact of kind {@code embeddings}.
 */
package wordmill.word2vec;
