/**
 * Word vectors: made, read, searched, exported. In: an svd artifact U, σ, V (V × k, k, V × k) and
 * the vocabulary, or a file of vectors by any peer. Out: a table of V words in order of falling
 * frequency and their vectors of D = k floats.
 *
 * <p>{@link wordmill.embeddings.SparkEmbeddings} makes W = U · σ^p or (U + V) · σ^p (Levy, Goldberg
 * & Dagan 2015, section 3.3): one pass over the singular vectors, a row in memory at a time. {@link
 * wordmill.embeddings.Embeddings} holds 4 · V · D bytes. {@link wordmill.embeddings.Neighbours}
 * compares a query with every word, 2 · V · D operations and a packed copy of the vectors;
 * analogies by 3CosAdd and 3CosMul (Levy & Goldberg 2014). {@link wordmill.embeddings.VectorFiles}
 * imports and exports in one pass.
 */
package wordmill.embeddings;
