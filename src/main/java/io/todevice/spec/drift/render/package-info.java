/**
 * The drift report as text, Markdown, JSON and HTML: pure functions of the report, so that one
 * report always gives the same bytes. Names and values of a specification come from outside and are
 * made harmless for each format.
 */
@NullMarked
package io.todevice.spec.drift.render;

import org.jspecify.annotations.NullMarked;
