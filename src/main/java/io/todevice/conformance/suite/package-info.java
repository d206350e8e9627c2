/**
 * What a case is made of: users and devices to act with, requests, and expectations of what comes.
 */
@NullMarked
package io.todevice.conformance.suite;

import org.jspecify.annotations.NullMarked;
