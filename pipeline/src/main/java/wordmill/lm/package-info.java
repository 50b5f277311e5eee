/** Recurrent language models: p(next word | all words before it), by RNN, LSTM or GRU. */
package wordmill.lm;
