package wordmill.averaging;

/** When the carried state of recurrent layers goes back to zeros. */
public enum StateReset {
  NEVER,
  EACH_EPOCH,
  EACH_STEP
}
