package dev.mars.retrieval;

/**
 * How hard a search tries.
 *
 * @param probes cells that are scanned at most. More finds more and costs that much more time
 * @param margin by how much a coarse cosine may fall short of the k-th best's for the vector still
 *     to be looked at closely. Its error is about 0.003; 0.01 loses next to nothing
 */
public record Effort(int probes, double margin) {
    public static final Effort DEFAULT = new Effort(48, 0.01);

    public Effort {
        if (probes < 1 || !(margin >= 0 && margin <= 2)) {
            throw new IllegalArgumentException(
                    "a search has "
                            + probes
                            + " probes and the margin "
                            + margin
                            + "; probes are 1 or more and a margin is 0 to 2");
        }
    }
}
