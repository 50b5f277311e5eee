package wordmill.nn;

/** An output layer whose score is a mean over so many examples (tokens, say) of the last batch. */
public interface CountsExamples {
  long examples();
}
