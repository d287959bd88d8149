package brokenhouse.upper;

/** Used from where it may not be. */
public class Upper {}
