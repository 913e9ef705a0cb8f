// error: 3:5: break outside of a loop or switch
int main(void) {
    break;
    return 0;
}
