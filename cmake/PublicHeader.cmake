# cmake -DIN=FILE -DOUT=FILE -P: a header as other programs include it, below osteon/, so that its
# own includes never meet another project's base/ or corpus/.
file(READ ${IN} text)
string(REGEX REPLACE "#include \"([a-z]+/)" "#include \"osteon/\\1" text "${text}")
file(WRITE ${OUT} "${text}")
