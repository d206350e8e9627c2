/**
 * The client kit: runs a Matrix client through scenarios before a server with faults, and judges it
 * by the requests that it makes and by what it reports.
 */
@NullMarked
package io.todevice.clientkit;

import org.jspecify.annotations.NullMarked;
