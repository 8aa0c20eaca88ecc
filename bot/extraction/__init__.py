"""The shared extraction core: text in, values out. No I/O and no clock but the published date.

Alerts, commands, back-tests, the command line and the status page all call this package; none has a second
copy of its rules.
"""
