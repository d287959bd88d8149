package io.cloister.inference.scheduling;

/** What somebody has had of an engine's time. Guarded by its queue. */
class Share {

    private double served;
    private int load;

    /** Tokens served so far, as fairness counts them. */
    double served() {
        return served;
    }

    /** Requests at work and waiting. */
    int load() {
        return load;
    }

    void charge(long tokens) {
        served += tokens;
    }

    /**
     * One more request. Who comes back after a pause starts where the others are: idle time is no credit.
     *
     * @param floor what the least served of the others has had
     */
    void join(double floor) {
        if (load == 0) {
            served = Math.max(served, floor);
        }
        load++;
    }

    void leave() {
        load--;
    }
}
