package brokenhouse.lower;

import brokenhouse.upper.Upper;

/** Uses a module that it does not declare. */
public class Lower {

    Upper upper = new Upper();
}
