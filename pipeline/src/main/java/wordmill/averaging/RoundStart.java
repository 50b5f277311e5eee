package wordmill.averaging;

/** What a replica begins a round with. */
public record RoundStart(int replica, NumberBlocks merged, ReplicaState own) {}
