/** What all commands have in common: their exit codes, and the options for help and version. */
@NullMarked
package io.todevice.cli.common;

import org.jspecify.annotations.NullMarked;
