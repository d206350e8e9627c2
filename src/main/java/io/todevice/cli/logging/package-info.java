/**
 * What the program writes to its log: set up in code, because reading an XML file for it takes
 * longer than starting the rest of the command line.
 *
 * <p>Nothing else knows Logback; everybody logs through SLF4J.
 */
@NullMarked
package io.todevice.cli.logging;

import org.jspecify.annotations.NullMarked;
