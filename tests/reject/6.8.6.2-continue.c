// error: 5:9: continue outside of a loop
int main(void) {
    switch (1) {
    case 1:
        continue;
    }
    return 0;
}
