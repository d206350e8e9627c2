/**
 * What an operator can set: each setting with its name, type, range, default and help, once. How
 * they are read from options and files is {@code config}.
 */
@NullMarked
package io.todevice.settings;

import org.jspecify.annotations.NullMarked;
