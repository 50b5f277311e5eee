/**
 * How good word vectors and translations are.
 *
 * <p><b>Word vectors.</b> In: V words with vectors of D floats, files of word pairs that people
 * have scored, files of analogies "a is to b as c is to d". Out: for each file of pairs Spearman's
 * rank correlation (Spearman 1904) between the people's scores and cosines; for each file of
 * analogies the share whose d is found by 3CosAdd and by 3CosMul (Levy & Goldberg 2014, equations 3
 * and 4) among the most frequent words, a, b and c left out; how much of each file was out of
 * vocabulary.
 *
 * <p>Runs on the driver. Time: 2 · Q · V · D operations for the Q different words of all questions,
 * and a few more for each question and word of the V; memory: a packed copy of the vectors.
 *
 * <p><b>Translations.</b> In: pairs of a hypothesis and a reference. Out: corpus {@link
 * wordmill.evaluate.Bleu} (Papineni et al. 2002), from {@link wordmill.evaluate.BleuCounts} that
 * may be counted in parts. Time and memory of a pair grow with its tokens, times four.
 */
package wordmill.evaluate;
